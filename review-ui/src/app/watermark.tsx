import { Watermark } from 'antd'
import type { ReactNode } from 'react'
import { useSession } from './session.tsx'
import { useServerNow } from './screen.tsx'
import { formatAt } from './time.ts'

const minuteMs = 60_000

/** Who looks, and when, over what is looked at: a photograph of a screen tells where it was taken (R67). */
export function Watermarked({ children }: { readonly children: ReactNode }) {
  const { person } = useSession()
  const at = formatAt(Math.floor(useServerNow() / minuteMs) * minuteMs).slice(0, 16)
  return (
    <Watermark
      content={[`${person.name} ${person.account}`, at]}
      gap={[140, 110]}
      font={{ fontSize: 13, color: 'rgb(255 255 255 / 30%)' }}
    >
      {children}
    </Watermark>
  )
}
