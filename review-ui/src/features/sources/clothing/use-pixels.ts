import { useEffect, useState } from 'react'
import type { Pixels } from './read-colour.ts'

/** The pixels of a picture by its data address; null until they are read. */
export function usePixels(address: string | undefined): Pixels | null {
  const [read, setRead] = useState<{ readonly address: string; readonly pixels: Pixels } | null>(null)
  useEffect(() => {
    if (address === undefined) return
    let isWanted = true
    void readPixels(address).then((pixels) => {
      if (isWanted && pixels) setRead({ address, pixels })
    })
    return () => {
      isWanted = false
    }
  }, [address])
  return read && read.address === address ? read.pixels : null
}

async function readPixels(address: string): Promise<Pixels | null> {
  const image = new Image()
  image.src = address
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
