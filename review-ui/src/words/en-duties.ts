import type { Words } from './shape.ts'
import type { zhDuties } from './zh-duties.ts'

/** Words of the duties and of the split of the administrators. */
export const enDuties: Words<typeof zhDuties> = {
  openTitle: 'Duties that nobody holds yet',
  openHint:
    'Each duty is another person’s. A system administrator asks, a security administrator decides; while there is no security administrator, the only system administrator makes the administrators directly.',
  lackingOne: 'No {{duty}}: {{why}}',
  lackingMore: '{{n}} more needed as {{duty}}: {{why}}',
  create: 'New {{duty}}',
  why: {
    operator: 'nobody watches and triages alerts',
    officer: 'two officers must review what is evidence',
    legal_reviewer: 'no device and no evidence mode passes its legal review',
    head: 'no case can be filed, no original be taken out',
    supervisor: 'nobody supervises',
    device_admin: 'nobody can register a camera',
    system_admin: 'nobody can register people',
    security_admin: 'no officer, legal reviewer, head or supervisor can be appointed',
    audit_admin: 'nobody is there to read the audit trail',
  },
  unlock: 'Unlock',
  unlocked: 'The sign-in lock of {{name}} is lifted',
  requestBack: 'Back in service',
  setupDevice: 'Also make a device administrator (to register cameras; should be another person)',
  setupDeviceAccount: 'Device administrator’s account',
  setupDeviceName: 'Device administrator’s name',
  setupDone: 'Set up',
  setupDoneHint:
    'The one-time password of the device administrator {{account}} is shown only now. It is valid for 72 hours and is changed at the first sign-in:',
  setupContinue: 'I wrote it down, go on',
}
