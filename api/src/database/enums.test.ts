import { expect, it } from 'vitest'
import { verdictSchema } from '../../contract/alerts.ts'
import { exhibitRoles, sealedStages } from '../../contract/dossier.ts'
import { datasetExportStates, datasetSets } from '../../contract/datasets.ts'
import { modelStates } from '../../contract/models.ts'
import { roles } from '../../contract/people.ts'
import { permitAnswers, permitKinds } from '../../law/permits.ts'
import { sourceKinds } from '../../contract/sources.ts'
import { stepKinds } from '../../law/steps.ts'
import { findingStages, healthFaults, violationKinds } from '@sightline/detectors/finding'
import { alertStatuses, dismissReasons } from '../../law/statuses.ts'
import { approvalOrigins, approvalStates } from '../../law/approval.ts'
import * as stored from '../generated/enums.ts'

it.each([
  ['Role', stored.Role, roles],
  ['SourceKind', stored.SourceKind, sourceKinds],
  ['ApprovalState', stored.ApprovalState, approvalStates],
  ['ApprovalOrigin', stored.ApprovalOrigin, approvalOrigins],
  ['ViolationKind', stored.ViolationKind, violationKinds],
  ['HealthFault', stored.HealthFault, healthFaults],
  ['SealedStage', stored.SealedStage, sealedStages],
  ['FindingStage', stored.FindingStage, findingStages],
  ['ExhibitRole', stored.ExhibitRole, exhibitRoles],
  ['AlertStatus', stored.AlertStatus, alertStatuses],
  ['DismissReason', stored.DismissReason, dismissReasons],
  ['PermitKind', stored.PermitKind, permitKinds],
  ['PermitAnswer', stored.PermitAnswer, permitAnswers],
  ['StepKind', stored.StepKind, stepKinds],
  ['Verdict', stored.Verdict, verdictSchema.options],
  ['ModelState', stored.ModelState, modelStates],
  ['DatasetSet', stored.DatasetSet, datasetSets],
  ['DatasetExportState', stored.DatasetExportState, datasetExportStates],
])('%s in the database equals the domain', (_name, inDatabase, inDomain) => {
  expect(Object.values(inDatabase)).toEqual([...inDomain])
})
