'use client'

import { useEffect, useState } from 'react'
import { civilDateIn } from '@/lib/civil-date'
import { formatDate, formatTime, type Locale, type Zone } from '@/lib/format'

const TICK_MS = 15_000

/** Date and time in the agency's zone, from the server's clock at first and kept going here. */
export function Clock({ now, zone, locale }: { now: string; zone: Zone; locale: Locale }) {
  const [instant, setInstant] = useState(() => new Date(now))

  useEffect(() => {
    const ahead = new Date(now).getTime() - Date.now()
    const timer = setInterval(() => setInstant(new Date(Date.now() + ahead)), TICK_MS)
    return () => clearInterval(timer)
  }, [now])

  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: zone }).format(instant)
  return (
    <p className="shell-clock">
      <span>
        {weekday}, {formatDate(civilDateIn(zone, instant), 'long', locale)}
      </span>
      <span className="num">{formatTime(instant, locale, zone)}</span>
    </p>
  )
}
