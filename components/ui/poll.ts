const POLL_MS = 1_000
const PATIENCE_MS = 10_000

/** Nobody is given it by asking again: each try would be one more refusal in the trail. */
const REFUSED = [403, 404]

/**
 * Asks once a second until the answer has finished or is refused for good, whatever gets lost on the way. Answers how to
 * stop.
 */
export function poll<T extends { isFinished: boolean }>(address: string, heard: (answer: T) => void): () => void {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout>
  const ask = async () => {
    const answer = await wholeAnswer<T>(address)
    if (isStopped || answer === 'refused') return
    if (answer) heard(answer)
    if (!answer?.isFinished) timer = setTimeout(ask, POLL_MS)
  }
  void ask()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

async function wholeAnswer<T>(address: string): Promise<T | 'refused' | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (REFUSED.includes(response.status)) return 'refused'
    return response.ok ? await response.json() : null
  } catch {
    return null // nothing came, or a part
  }
}
