'use client'

import { useTranslations } from 'next-intl'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { IconButton } from '@/components/ui/button'

const ZOOMS = [0.25, 0.33, 0.5, 0.67, 0.82, 1, 1.25, 1.5, 2, 3]
const CSS_PX_PER_POINT = 96 / 72

/**
 * Shows one PDF: pages, zoom, rotation, all by keyboard too; at first as wide as its place. The reader is loaded when
 * the component first appears. `icons` are drawn by the server; `choice` stands where the title would.
 */
export function PdfViewer({
  url,
  title,
  choice,
  icons,
  isTrueSize = false,
  turnTo,
  onRead,
}: {
  url: string
  title: string
  choice?: ReactNode
  icons: Record<'previous' | 'next' | 'smaller' | 'larger' | 'rotate', ReactNode>
  /** Begins with a page as large as on paper, where there is room for it. */
  isTrueSize?: boolean
  /** The page to show; an object of its own for each time that it is asked for. */
  turnTo?: { page: number }
  /** Told the text of each page, empty for a scan. */
  onRead?: (pages: readonly string[]) => void
}) {
  const t = useTranslations('viewer')
  const canvas = useRef<HTMLCanvasElement>(null)
  const place = useRef<HTMLElement>(null)
  const { document, hasFailed } = usePdf(url)
  const [page, setPage] = useState(1)
  const [chosenZoom, setZoom] = useState<number | null>(null) // null fits the width
  const [rotation, setRotation] = useState(0)
  const fit = useFit(document, page, rotation, place)
  const zoom = chosenZoom ?? (isTrueSize && fit !== undefined ? Math.min(1, fit) : fit)

  useEffect(() => {
    if (!document || !canvas.current || zoom === undefined) return
    return draw(document, page, canvas.current, zoom, rotation)
  }, [document, page, zoom, rotation])

  useEffect(() => {
    if (turnTo) setPage(turnTo.page)
  }, [turnTo])

  useEffect(() => {
    if (!document || !onRead) return
    let isCurrent = true
    textOf(document).then((texts) => isCurrent && onRead(texts))
    return () => {
      isCurrent = false
    }
  }, [document, onRead])

  const pages = document?.numPages ?? 0
  const smaller = ZOOMS.findLast((step) => zoom !== undefined && step < zoom - 0.01)
  const larger = ZOOMS.find((step) => zoom !== undefined && step > zoom + 0.01)
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-12 flex-wrap items-center gap-x-1 border-b border-line px-4 text-sm md:pr-2">
        {choice ?? <b className="min-w-0 truncate">{title}</b>}
        <span className="ml-2 whitespace-nowrap text-muted">{pages > 0 && t('page', { page, pages })}</span>
        <span className="flex-1" />
        <span className="flex items-center">
          <IconButton
            label={t('previous')}
            icon={icons.previous}
            disabled={page <= 1}
            onClick={() => setPage(page - 1)}
          />
          <IconButton label={t('next')} icon={icons.next} disabled={page >= pages} onClick={() => setPage(page + 1)} />
          <IconButton
            label={t('smaller')}
            icon={icons.smaller}
            disabled={smaller === undefined}
            onClick={() => setZoom(smaller ?? null)}
          />
          <span className="num w-11 text-center text-muted">{zoom !== undefined && `${Math.round(zoom * 100)}%`}</span>
          <IconButton
            label={t('larger')}
            icon={icons.larger}
            disabled={larger === undefined}
            onClick={() => setZoom(larger ?? null)}
          />
          <IconButton label={t('rotate')} icon={icons.rotate} onClick={() => setRotation((rotation + 90) % 360)} />
        </span>
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        ref={place}
        aria-label={t('paper', { title })}
        aria-busy={!document && !hasFailed}
        className="min-h-0 flex-1 overflow-auto bg-surface p-4 -outline-offset-3"
      >
        {hasFailed ? (
          <p role="alert" className="text-sm text-danger">
            {t('failed')} <a href={url}>{t('download')}</a>
          </p>
        ) : (
          <>
            {!document && <p className="text-sm text-muted">{t('loading')}</p>}
            <canvas
              ref={canvas}
              width={0}
              height={0}
              hidden={!document}
              className="mx-auto block border border-line bg-paper"
            />
          </>
        )}
      </section>
    </section>
  )
}

/** The opened document, or that it could not be opened. */
function usePdf(url: string) {
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    let isCurrent = true
    let mine: PDFDocumentProxy | undefined
    openPdf(url)
      .then((opened) => {
        mine = opened
        if (isCurrent) setDocument(opened)
        else opened.destroy()
      })
      .catch(() => {
        if (isCurrent) setHasFailed(true)
      })
    return () => {
      isCurrent = false
      mine?.destroy()
    }
  }, [url])
  return { document, hasFailed }
}

/** The zoom at which a page is as wide as its place, measured again when the place changes. */
function useFit(
  document: PDFDocumentProxy | null,
  page: number,
  rotation: number,
  place: RefObject<HTMLElement | null>,
): number | undefined {
  const [fit, setFit] = useState<number>()
  useEffect(() => {
    const element = place.current
    if (!document || !element) return
    let pageWidth = 0
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(element)
      const room = element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - 2
      if (pageWidth > 0 && room > 0) setFit(Math.floor((room / pageWidth) * 100) / 100)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    let isCurrent = true
    document.getPage(page).then((opened) => {
      if (!isCurrent) return
      const { width } = opened.getViewport({ scale: 1, rotation: (opened.rotate + rotation) % 360 })
      pageWidth = width * CSS_PX_PER_POINT
      measure()
    })
    return () => {
      isCurrent = false
      observer.disconnect()
    }
  }, [document, page, rotation, place])
  return fit
}

async function openPdf(url: string): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist')
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href
  return pdfjs.getDocument({ url, isEvalSupported: false }).promise
}

/** The text of each page, one page after the other so that drawing is not kept waiting; empty where there is none. */
async function textOf(document: PDFDocumentProxy): Promise<string[]> {
  const texts: string[] = []
  for (let page = 1; page <= document.numPages; page += 1) {
    const read = document.getPage(page).then(textOfPage)
    texts.push(await read.catch(() => '')) // a page that cannot be read has no text to search
  }
  return texts
}

async function textOfPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
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
      scale: zoom * CSS_PX_PER_POINT * density,
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
