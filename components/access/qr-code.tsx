import { useTranslations } from 'next-intl'

/** A QR code to be read by an authenticator app, and the same secret to be typed. */
export function QrCode({ svg, typed }: { svg: string; typed: string }) {
  const t = useTranslations('access.enrol')
  return (
    <figure className="grid gap-3">
      {/* An image element keeps the drawing out of the reading order: the text below says the same. */}
      {/* biome-ignore lint/performance/noImgElement: an inline drawing has nothing to optimise */}
      <img
        src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
        alt={t('qrAlt')}
        width={208}
        height={208}
        className="rounded-md border border-line bg-paper"
      />
      <figcaption className="text-sm text-muted">
        {t('typed')} <span className="font-mono break-all text-text">{typed}</span>
      </figcaption>
    </figure>
  )
}
