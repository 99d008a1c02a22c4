import { type ReactNode, useEffect, useRef } from 'react'
import { type Drawing, Icon } from './icons'
import { t } from './words'

/** A sheet over the page: it takes the focus, gives it back, and closes with Escape. */
export function Sheet({
  title,
  mark,
  hint,
  foot,
  close,
  children,
}: {
  title: string
  mark?: Drawing // how it went
  hint?: string
  foot?: ReactNode
  close: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="lembar" onClose={close}>
      <div className="sheet-head">
        <div>
          {mark && (
            <span className={`mark ${mark}`}>
              <Icon name={mark} />
            </span>
          )}
          <h2 id="lembar" tabIndex={-1}>
            {title}
          </h2>
          {hint && <p className="muted small">{hint}</p>}
        </div>
        <button type="button" className="icon-btn" aria-label={t('sheet.close')} onClick={close}>
          <Icon name="close" className="i l" />
        </button>
      </div>
      <div className="sheet-body">{children}</div>
      {foot && <div className="sheet-foot">{foot}</div>}
    </dialog>
  )
}
