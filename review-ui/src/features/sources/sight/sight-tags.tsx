import type { RuleSight } from '@sightline/api/contract/sources'
import { Tag, Tooltip } from 'antd'
import { useSightText } from './use-sight-text.ts'

/** A rule that cannot see says so, and why, to the mouse and to the keyboard; one that is blind in part says where. */
export function SightTags({
  sight,
  kindName,
}: {
  readonly sight: RuleSight | undefined
  readonly kindName: string
}) {
  const text = useSightText()
  const told = sight && text(sight, kindName)
  if (!sight || !told) return null
  return (
    <Tooltip title={told.help} trigger={['hover', 'focus']}>
      <Tag color={sight.silent ? 'red' : 'orange'} tabIndex={0} data-silent={sight.silent ?? 'partly'}>
        {told.name}
      </Tag>
    </Tooltip>
  )
}
