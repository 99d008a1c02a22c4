'use client'

import { useTranslations } from 'next-intl'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '@/components/ui/button'

const ZOOMS = [0.5, 0.67, 0.82, 1, 1.25, 1.5, 2, 3]
const FIT = 2

/**
 * Shows one PDF: pages, zoom, rotation, all by keyboard too. The reader is loaded when the component first appears.
 * `icons` are drawn by the server.
 */
export function PdfViewer({
  url,
  title,
  icons,
}: {
  url: string
  title: string
  icons: Record<'previous' | 'next' | 'smaller' | 'larger' | 'rotate', React.ReactNode>
}) {
  const t = useTranslations('viewer')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(FIT)
  const [rotation, setRotation] = useState(0)
  const [hasFailed, setHasFailed] = useState(false)

  useEffect(() => {
    let isCurrent = true
    setDocument(null)
    setPage(1)
    setHasFailed(false)
    openPdf(url)
      .then((opened) => {
        if (isCurrent) setDocument(opened)
        else opened.destroy()
      })
      .catch(() => {
        if (isCurrent) setHasFailed(true)
      })
    return () => {
      isCurrent = false
    }
  }, [url])

  useEffect(() => {
    if (!document || !canvas.current) return
    return draw(document, page, canvas.current, ZOOMS[zoom] ?? 1, rotation)
  }, [document, page, zoom, rotation])

  const pages = document?.numPages ?? 0
  return (
    <section aria-label={title} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-b border-line px-4 py-1 text-sm">
        <b className="mr-2 truncate">{title}</b>
        <span className="whitespace-nowrap text-muted">{pages > 0 && t('page', { page, pages })}</span>
        <span className="flex-1" />
        <IconButton
          label={t('previous')}
          icon={icons.previous}
          disabled={page <= 1}
          onClick={() => setPage(page - 1)}
        />
        <IconButton label={t('next')} icon={icons.next} disabled={page >= pages} onClick={() => setPage(page + 1)} />
        <IconButton label={t('smaller')} icon={icons.smaller} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)} />
        <span className="num w-11 text-center text-muted">{Math.round((ZOOMS[zoom] ?? 1) * 100)}%</span>
        <IconButton
          label={t('larger')}
          icon={icons.larger}
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
        <IconButton label={t('rotate')} icon={icons.rotate} onClick={() => setRotation((rotation + 90) % 360)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div
        tabIndex={0}
        role="region"
        aria-label={t('paper', { title })}
        className="min-h-80 flex-1 overflow-auto bg-surface p-4"
      >
        {hasFailed ? (
          <p role="alert" className="text-sm text-danger">
            {t('failed')} <a href={url}>{t('download')}</a>
          </p>
        ) : (
          <canvas ref={canvas} className="mx-auto bg-paper shadow-overlay" />
        )}
      </div>
    </section>
  )
}

async function openPdf(url: string): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist')
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href
  return pdfjs.getDocument({ url, isEvalSupported: false }).promise
}

/** Draws one page; the returned function stops it when another drawing begins. */
function draw(document: PDFDocumentProxy, page: number, canvas: HTMLCanvasElement, zoom: number, rotation: number) {
  let task: { cancel(): void } | undefined
  let isCancelled = false
  const start = async () => {
    const opened = await document.getPage(page)
    if (isCancelled) return
    const density = window.devicePixelRatio || 1
    const viewport = opened.getViewport({
      scale: zoom * (96 / 72) * density,
      rotation: (opened.rotate + rotation) % 360,
    })
    canvas.width = viewport.width
    canvas.height = viewport.height
    canvas.style.width = `${viewport.width / density}px`
    const rendering = opened.render({ canvas, viewport })
    task = rendering
    await rendering.promise.catch(() => undefined) // a cancelled drawing is no fault
  }
  start()
  return () => {
    isCancelled = true
    task?.cancel()
  }
}
