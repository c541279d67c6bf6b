export const alertStatuses = [
  'new',
  'claimed',
  'dismissed',
  'passed_on',
  'agreed_once',
  'rejected',
  'filed',
] as const
export type AlertStatus = (typeof alertStatuses)[number]

/** While an alert is open, people act on it; what became a case, or nothing, is not added to. */
export const openStatuses: readonly AlertStatus[] = ['new', 'claimed', 'passed_on', 'agreed_once']

/** Reasons to dismiss or reject (作废原因), domain list §6.7. */
export const dismissReasons = [
  'not_a_violation',
  'picture_unclear',
  'plate_unreadable',
  'outside_zone',
  'hours_permit',
  'has_permit',
  'special_vehicle',
  'stolen_or_cloned',
  'emergency',
  'handled_on_site',
  'contradictory_signs',
  'duplicate',
  'device_or_clock_fault',
  'below_standard',
  'left_by_itself',
  'test_picture',
  'other',
] as const
export type DismissReason = (typeof dismissReasons)[number]
