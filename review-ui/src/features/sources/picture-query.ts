import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { callBytes } from '../../api/client.ts'

export interface Picture {
  readonly address: string
  /** Epoch ms; null when the answer does not say: such a picture must not pass as one of now. */
  readonly capturedAt: number | null
}

/** One picture from the source's own connection. It is fetched when asked for and then only gets older. */
export const pictureQuery = (id: string) =>
  queryOptions({
    queryKey: ['picture', id],
    queryFn: async ({ signal }): Promise<Picture> => {
      const { blob, headers } = await callBytes(routes.sources.picture, { params: { id }, signal })
      return { address: await toDataAddress(blob), capturedAt: capturedAtOf(headers.get('x-captured-at')) }
    },
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  })

export function capturedAtOf(header: string | null): number | null {
  return header !== null && /^\d{10,16}$/.test(header) ? Number(header) : null
}

function toDataAddress(blob: Blob): Promise<string> {
  const reader = new FileReader()
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
    reader.onerror = () => reject(reader.error ?? new Error('a picture could not be read'))
    reader.readAsDataURL(blob)
  })
}
