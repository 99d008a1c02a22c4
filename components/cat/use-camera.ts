'use client'

import { useEffect, useRef, useState } from 'react'
import { smallPhoto } from '@/components/ui/small-photo'
import { PHOTO_LIMITS } from '@/lib/cat/photo'

type TakenPhoto = { bytes: Uint8Array<ArrayBuffer>; address: string }
type CameraState = 'off' | 'opening' | 'live' | 'failed'

/** Upright, three to four, as the photo of a registration is. */
const FRAME = { width: 360, height: 480 }
const QUALITY = 0.82

/** A camera of this machine that takes one upright photo, and stops when the photo is taken or the page moves on. */
export function useCamera() {
  const video = useRef<HTMLVideoElement>(null)
  const stream = useRef<MediaStream | null>(null)
  const isGone = useRef(false)
  const [state, setState] = useState<CameraState>('off')
  const [photo, setPhoto] = useState<TakenPhoto | null>(null)

  const stop = () => {
    for (const track of stream.current?.getTracks() ?? []) track.stop()
    stream.current = null
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog goes
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      stop()
    }
  }, [])
  useEffect(() => {
    if (state !== 'live' || !video.current) return
    video.current.srcObject = stream.current
    void video.current.play()
  }, [state])
  useEffect(() => () => URL.revokeObjectURL(photo?.address ?? ''), [photo])

  const keep = async (picture: Blob) => {
    const bytes = new Uint8Array(await picture.arrayBuffer())
    setPhoto({ bytes, address: URL.createObjectURL(picture) })
    setState('off')
    stop()
  }
  const open = async () => {
    setState('opening')
    setPhoto(null)
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'user', height: { ideal: 960 } },
      })
      stream.current = opened
      if (isGone.current) stop()
      else setState('live')
    } catch {
      setState('failed')
    }
  }
  const take = async () => {
    const picture = video.current && (await uprightOf(video.current))
    if (picture) await keep(picture)
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    try {
      await keep(await smallPhoto(file, PHOTO_LIMITS))
    } catch {
      setState('failed')
    }
  }
  return { video, state, photo, open, take, choose }
}

/** What the camera sees now, cut to the frame at its middle. */
function uprightOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight } = video
  const scale = Math.max(FRAME.width / videoWidth, FRAME.height / videoHeight)
  const canvas = Object.assign(document.createElement('canvas'), FRAME)
  const [width, height] = [videoWidth * scale, videoHeight * scale]
  canvas.getContext('2d')?.drawImage(video, (FRAME.width - width) / 2, (FRAME.height - height) / 2, width, height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
