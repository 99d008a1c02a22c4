import { useReason } from '@/components/ui/use-reason'

/** The reason of an event of the trail. */
export function ReasonText({ reason }: { reason: string }) {
  return useReason()(reason)
}
