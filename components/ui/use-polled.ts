import { useEffect, useState } from 'react'
import { poll } from './poll'

/** What an address says, asked once a second until it has finished; null asks nothing, and nothing was heard yet. */
export function usePolled<T extends { isFinished: boolean }>(address: string | null): T | null {
  const [heard, setHeard] = useState<{ address: string; answer: T }>()
  useEffect(() => {
    return address ? poll<T>(address, (answer) => setHeard({ address, answer })) : undefined
  }, [address])
  return heard && heard.address === address ? heard.answer : null
}
