import { useEffect, useEffectEvent } from 'react'

/** One user command: its key, its words and what it does. Help and keyboard read the same list. */
export interface Command {
  readonly keys: readonly string[]
  readonly label: string
  readonly run: () => void
  readonly isOff?: boolean
}
export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** Where the key was pressed: someone typing into a field is never giving a command. */
  readonly isTyping: boolean
}

/** The command a key means, or none. Keys with Ctrl, Alt or Meta belong to the browser. */
export function commandFor(commands: readonly Command[], pressed: Pressed): Command | undefined {
  if (pressed.isTyping || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined
  return commands.find((command) => command.isOff !== true && command.keys.includes(pressed.key))
}

/** Buttons, links and fields keep their own keys: Enter on a focused button presses that button. */
function isTypingIn(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[role=dialog],[data-own-keys]')) return true
  const isActive = target.closest('button,a[href],summary,[role=button],[role=radio],[role=tab]') !== null
  if (isActive) return key === 'Enter' || key === ' '
  const box = target.closest('input,textarea,select,video,[contenteditable=true],[role=combobox],[role=menu]')
  return box !== null && !(box instanceof HTMLInputElement && ['checkbox', 'radio'].includes(box.type))
}

/** Listens on the whole page while the component is shown. */
export function useShortcuts(commands: readonly Command[]): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const command = commandFor(commands, {
      key: event.key,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      altKey: event.altKey,
      isTyping: event.defaultPrevented || isTypingIn(event.target, event.key),
    })
    if (!command) return
    event.preventDefault()
    command.run()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
