import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

/** An upright frame for a face, with a word on whose photo it is. */
export function FaceFrame({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="min-w-0">
      <div className="grid aspect-3/4 place-items-center overflow-hidden rounded-md border border-line bg-surface text-center text-muted text-sm">
        {children}
      </div>
      <figcaption className="mt-1 text-muted text-sm">{caption}</figcaption>
    </figure>
  )
}

/** The photo of the registration, or the one that the desk took. */
export function FacePhoto({ attemptId, kind, alt }: { attemptId: string; kind: 'registration' | 'desk'; alt: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: a face is shown as it is kept, and by nobody else's cache
    <img
      src={`/api/sesi/foto/${attemptId}${kind === 'desk' ? '?jenis=meja' : ''}`}
      alt={alt}
      className="size-full object-cover"
    />
  )
}

export function NoFace({ text }: { text: string }) {
  return (
    <span className="grid justify-items-center gap-1 p-2">
      <Icon name="circle-user-round" />
      {text}
    </span>
  )
}
