import type { Model } from '@sightline/api/contract/models'
import { routes } from '@sightline/api/contract/routes'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { uploadFile } from '../../api/upload.ts'
import { useChanged } from './use-changed.ts'

interface Job {
  readonly file: File
  readonly signal: AbortSignal
}
export interface Sending {
  readonly name: string
  readonly sent: number
  readonly bytes: number
}

/** One upload at a time; cancelled by its button and by leaving the page. */
export function useUpload(
  { id, version }: Model,
  on: { readonly onStored: () => void; readonly onCancelled: () => void },
) {
  const changed = useChanged()
  const [sent, setSent] = useState(0)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const upload = useMutation({
    mutationFn: (job: Job) =>
      uploadFile(routes.models.putFile, { ...job, params: { id }, query: { version }, onSent: setSent }),
    onSuccess: async (model) => {
      await changed(model)
      on.onStored()
    },
    onError: (_, { signal }) => {
      if (signal.aborted) on.onCancelled()
    },
  })
  const job = upload.variables
  const sending = upload.isPending && job ? { name: job.file.name, sent, bytes: job.file.size } : null
  return {
    sending,
    error: job?.signal.aborted ? null : upload.error,
    start(file: File): void {
      running.current = new AbortController()
      setSent(0)
      upload.mutate({ file, signal: running.current.signal })
    },
    cancel: (): void => running.current?.abort(),
  }
}
