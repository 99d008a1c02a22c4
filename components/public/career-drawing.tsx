/** The identity drawn large: what happened is filled, what may come is dashed, amber is now. */
export function CareerDrawing({ labels }: { labels: { start: string; rank: string; today: string; end: string } }) {
  const past = [16, 88, 160, 232]
  const coming = [304, 364]
  return (
    <svg viewBox="0 0 448 296" aria-hidden="true" className="block w-full">
      <line x1="16" x2="264" y1="224" y2="224" stroke="var(--color-c1)" strokeWidth="4" />
      <path d="M264 224H432" stroke="var(--color-c1)" strokeWidth="2.5" strokeDasharray="2 8" strokeLinecap="round" />
      <path d="M16 184V168H88V144H160V120H232V104H264V184Z" fill="var(--color-soft)" />
      <path d="M16 168H88V144H160V120H232V104H264" fill="none" stroke="var(--color-c1)" strokeWidth="2.5" />
      <path d="M264 104H304V76H364V52H432" fill="none" stroke="var(--color-c1)" strokeWidth="2" strokeDasharray="5 5" />
      <line x1="264" x2="264" y1="32" y2="240" stroke="var(--color-c2)" strokeWidth="2.5" />
      {past.map((x) => (
        <circle key={x} cx={x} cy="224" r="9" fill="var(--color-c1)" />
      ))}
      {coming.map((x) => (
        <circle key={x} cx={x} cy="224" r="8" fill="var(--color-bg)" stroke="var(--color-c1)" strokeWidth="3" />
      ))}
      <Goal x={432} y={224} />
      <g fontSize="14" fill="var(--color-muted)">
        <text x="7" y="262">
          {labels.start}
        </text>
        <text x="160" y="262" textAnchor="middle">
          {labels.rank}
        </text>
        <text x="264" y="262" textAnchor="middle" fontWeight="600" fill="var(--color-text)">
          {labels.today}
        </text>
        <text x="444" y="262" textAnchor="end">
          {labels.end}
        </text>
      </g>
    </svg>
  )
}

/** The same line alone, as a foot. */
export function CareerLine() {
  return (
    <svg viewBox="0 0 512 40" aria-hidden="true" className="block w-full">
      <line x1="0" x2="312" y1="20" y2="20" stroke="var(--color-c1)" strokeWidth="4" />
      <path d="M312 20H488" stroke="var(--color-c1)" strokeWidth="2.5" strokeDasharray="2 8" strokeLinecap="round" />
      <line x1="312" x2="312" y1="2" y2="38" stroke="var(--color-c2)" strokeWidth="3" />
      {[40, 120, 200, 272].map((x) => (
        <circle key={x} cx={x} cy="20" r="9" fill="var(--color-c1)" />
      ))}
      {[360, 424].map((x) => (
        <circle key={x} cx={x} cy="20" r="8" fill="var(--color-surface)" stroke="var(--color-c1)" strokeWidth="3" />
      ))}
      <Goal x={492} y={20} />
    </svg>
  )
}

function Goal({ x, y }: { x: number; y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="12" fill="var(--color-bg)" stroke="var(--color-c1)" strokeWidth="2" />
      <circle cx={x} cy={y} r="5" fill="none" stroke="var(--color-c1)" strokeWidth="2.5" />
    </>
  )
}
