import { expect, it } from 'vitest'
import { alertStatuses, dismissReasons, verdictSchema } from '../../contract/alerts.ts'
import { exhibitRoles, sealedStages } from '../../contract/dossier.ts'
import { roles } from '../../contract/people.ts'
import { approvalStates, sourceKinds } from '../../contract/sources.ts'
import { findingStages, violationKinds } from '@sightline/detectors/finding'
import * as stored from '../generated/enums.ts'

it.each([
  ['Role', stored.Role, roles],
  ['SourceKind', stored.SourceKind, sourceKinds],
  ['ApprovalState', stored.ApprovalState, approvalStates],
  ['ViolationKind', stored.ViolationKind, violationKinds],
  ['SealedStage', stored.SealedStage, sealedStages],
  ['FindingStage', stored.FindingStage, findingStages],
  ['ExhibitRole', stored.ExhibitRole, exhibitRoles],
  ['AlertStatus', stored.AlertStatus, alertStatuses],
  ['DismissReason', stored.DismissReason, dismissReasons],
  ['Verdict', stored.Verdict, verdictSchema.options],
])('%s in the database equals the domain', (_name, inDatabase, inDomain) => {
  expect(Object.values(inDatabase)).toEqual([...inDomain])
})
