import { useEffect } from 'react'
import { useScreen } from './screen.tsx'
import { useMay } from './session.tsx'

/** Rings for a new alert, and softly for what just opened, on whatever page the operator is. */
export function AlertBell() {
  const { live, chime } = useScreen()
  const may = useMay()
  const isListening = may('alerts.triage')
  useEffect(() => {
    if (!isListening) return
    return live.onEvent((event) => {
      if (event.type !== 'alert') return
      if (event.change === 'created') chime.ring()
      if (event.change === 'opened') chime.ring('opened')
    })
  }, [isListening, live, chime])
  return null
}
