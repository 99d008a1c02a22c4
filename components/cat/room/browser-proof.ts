/** What Safe Exam Browser gives a page of itself; its key is hashed with the address of the page already. */
type ExamBrowser = { security?: { configKey?: string; updateKeys?: (done: () => void) => void } }

const PATIENCE_MS = 1_000
let asked: Promise<string | undefined> | undefined

/** The header by which a page proves Safe Exam Browser where requests cannot: on macOS and iOS from 3.0 on. */
export async function browserProof(): Promise<Record<string, string>> {
  const { security } = (globalThis as { SafeExamBrowser?: ExamBrowser }).SafeExamBrowser ?? {}
  if (!security) return {}
  asked ??= new Promise((resolve) => {
    const done = () => resolve(security.configKey)
    setTimeout(done, PATIENCE_MS)
    if (security.updateKeys) security.updateKeys(done)
    else done()
  })
  const key = await asked
  return key ? { 'x-exam-browser-page': key } : {}
}
