import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session.tsx'
import type { Mend } from './profile-mend.ts'

/** The link to what mends a point; who may not go there reads what would. */
export function MendLink({ to, children }: { readonly to: Mend; readonly children: ReactNode }) {
  const may = useMay()
  if ('here' in to) return <a href={to.here}>{children}</a>
  return may('sources.read') ? <Link to={to.page}>{children}</Link> : <span>{children}</span>
}
