const POLL_MS = 1_000
const PATIENCE_MS = 10_000

/** Asks once a second until the answer has finished, whatever gets lost on the way. Answers how to stop. */
export function poll<T extends { isFinished: boolean }>(address: string, heard: (answer: T) => void): () => void {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout>
  const ask = async () => {
    const answer = await wholeAnswer<T>(address)
    if (isStopped) return
    if (answer) heard(answer)
    if (!answer?.isFinished) timer = setTimeout(ask, POLL_MS)
  }
  void ask()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

async function wholeAnswer<T>(address: string): Promise<T | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return response.ok ? await response.json() : null
  } catch {
    return null // nothing came, or a part
  }
}
