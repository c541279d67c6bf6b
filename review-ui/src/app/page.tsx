import type { ReactNode } from 'react'

/** A page's heading with its actions beside it, and its content. */
export function Page(props: {
  readonly title: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="page">
      <div className="page-head">
        <h1>{props.title}</h1>
        <div className="page-actions">{props.actions}</div>
      </div>
      {props.children}
    </div>
  )
}
