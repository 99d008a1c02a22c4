const QUALITY = 0.72

/** How many bytes a photo may have, and how long its longer side, the largest first, in pixels. */
export type PhotoLimits = { mostBytes: number; sides: readonly number[] }

/** A photo small enough for a thin connection: drawn anew, so that nothing of its metadata is left. */
export async function smallPhoto(photo: Blob, { mostBytes, sides }: PhotoLimits): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' })
  for (const side of sides) {
    const drawn = await drawnWithin(picture, side)
    if (drawn && (drawn.size <= mostBytes || side === sides.at(-1))) return drawn
  }
  throw new Error('the photo cannot be drawn')
}

async function drawnWithin(picture: ImageBitmap, side: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
