const MOST_BYTES = 400_000
const SIDES = [1600, 1280, 1024, 800, 640]
const QUALITY = 0.72

/** A photo small enough for a thin connection: drawn anew, so that nothing of its metadata is left. */
export async function shrunk(photo: Blob): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' })
  for (const side of SIDES) {
    const drawn = await drawnWithin(picture, side)
    if (drawn && (drawn.size <= MOST_BYTES || side === SIDES.at(-1))) return drawn
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
