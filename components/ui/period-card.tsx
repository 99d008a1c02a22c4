import type { ComponentProps, ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { type Figure, Figures } from '@/components/ui/figures'
import { LevelLine } from '@/components/ui/level-line'

/**
 * A period at a glance: how many days are left, the level line with its date scale, and the figures of the period,
 * each leading to its list. `unit` stands behind the number ("hari lagi"), `until` says to what.
 */
export function PeriodCard({
  title,
  days,
  unit,
  until,
  line,
  figures,
}: {
  title: string
  days: ReactNode
  unit: string
  until: ReactNode
  line: ComponentProps<typeof LevelLine>
  figures: Figure[]
}) {
  return (
    <Card flush className="mb-6">
      <div className="lg:grid lg:grid-cols-[208px_minmax(0,1fr)]">
        <div className="grid gap-x-4 border-line p-4 max-lg:grid-cols-[1fr_auto] max-lg:items-center lg:border-r lg:pl-5">
          <h2 className="font-body text-sm tracking-normal">{title}</h2>
          <p className="font-head text-4xl leading-11 font-bold tracking-[-0.03em] max-lg:col-start-2 max-lg:row-span-2 lg:mt-2">
            {days}
            <span className="ml-1 text-lg font-semibold tracking-normal">{unit}</span>
          </p>
          <p className="text-sm text-muted max-lg:row-start-2 max-lg:mt-1">{until}</p>
        </div>
        <div className="flex items-center px-4 pb-4 lg:px-5 lg:pt-3.5 lg:pb-0">
          <div className="w-full">
            <LevelLine {...line} />
          </div>
        </div>
      </div>
      {figures.length > 0 && (
        <div className="border-t border-line">
          <Figures items={figures} />
        </div>
      )}
    </Card>
  )
}
