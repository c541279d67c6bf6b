import { Popconfirm } from 'antd'
import { type ReactElement, type ReactNode, useRef } from 'react'

/** Asks before a button acts. The question takes the focus, on the harmless answer, and gives it back: by keyboard alone too. */
export function AskFirst(props: {
  readonly title: ReactNode
  readonly onConfirm: () => void
  readonly children: ReactElement
}) {
  const opener = useRef<Element | null>(null)
  const remember = (isOpen: boolean): void => {
    if (isOpen) opener.current = document.activeElement
    else if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return (
    <Popconfirm
      title={props.title}
      onConfirm={props.onConfirm}
      onOpenChange={remember}
      cancelButtonProps={{ autoFocus: true }}
      destroyOnHidden
    >
      {props.children}
    </Popconfirm>
  )
}
