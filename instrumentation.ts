/** Called once when the web server starts: background work begins, and ends with the server. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.APP_DATABASE_URL) {
    const { startJobs } = await import('@/lib/jobs.server')
    const { startSealing } = await import('@/lib/audit-seal.server')
    const { startImportWork } = await import('@/lib/import/work.server')
    const work = [startSealing(), startImportWork(), await startJobs()]
    process.once('SIGTERM', () => void Promise.all(work.map((part) => part.stop())))
  }
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.WBS_APP_DATABASE_URL) {
    const { startWbsWork } = await import('@/lib/wbs/clean-up.server')
    const { stop } = startWbsWork()
    process.once('SIGTERM', stop)
  }
}
