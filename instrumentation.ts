/** Called once when the web server starts: background work begins, and ends with the server. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || !process.env.APP_DATABASE_URL) return
  const { startJobs } = await import('@/lib/jobs.server')
  const jobs = await startJobs()
  process.once('SIGTERM', () => void jobs.stop())
}
