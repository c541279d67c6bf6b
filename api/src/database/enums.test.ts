import { expect, it } from 'vitest'
import { verdictSchema } from '../../contract/alerts.ts'
import { exhibitRoles, sealedStages } from '../../contract/dossier.ts'
import { documentKinds } from '../../law/documents.ts'
import { datasetExportStates, datasetSets } from '../../contract/datasets.ts'
import { caseCopyStates } from '../../contract/originals.ts'
import { modelStates } from '../../contract/models.ts'
import { roles } from '../../contract/people.ts'
import { permitAnswers, permitKinds } from '../../law/permits.ts'
import { sourceKinds } from '../../contract/sources.ts'
import { stepKinds } from '../../law/steps.ts'
import { findingStages, healthFaults, violationKinds } from '@sightline/detectors/finding'
import { caseStatuses, decisions, handOverActions } from '../../law/case-moves.ts'
import { alertStatuses, correctionReasons, endReasons, notFiledReasons } from '../../law/statuses.ts'
import { lawSubjects } from '../../law/catalogue.ts'
import { approvalOrigins, approvalStates } from '../../law/approval.ts'
import { escalationLevels, limitedWorks } from '../../law/limits.ts'
import { supervisionActs } from '../../law/supervision.ts'
import { keepingClasses } from '../../law/keeping.ts'
import { unitKinds } from '../../law/units.ts'
import { languages } from '../../law/phrases.ts'
import { speakerKinds } from '../../law/speakers.ts'
import * as stored from '../generated/enums.ts'

it.each([
  // `admin` is of before the administrators were split; a constraint keeps it unused.
  ['Role', stored.Role, [...roles, 'admin']],
  ['SourceKind', stored.SourceKind, sourceKinds],
  ['ApprovalState', stored.ApprovalState, approvalStates],
  ['ApprovalOrigin', stored.ApprovalOrigin, approvalOrigins],
  ['ViolationKind', stored.ViolationKind, violationKinds],
  ['HealthFault', stored.HealthFault, healthFaults],
  ['LawSubject', stored.LawSubject, lawSubjects],
  ['SealedStage', stored.SealedStage, sealedStages],
  ['FindingStage', stored.FindingStage, findingStages],
  ['ExhibitRole', stored.ExhibitRole, exhibitRoles],
  ['AlertStatus', stored.AlertStatus, alertStatuses],
  ['EndReason', stored.EndReason, endReasons],
  ['CaseStatus', stored.CaseStatus, caseStatuses],
  ['CaseAction', stored.CaseAction, [...decisions, ...handOverActions]],
  ['CaseEnd', stored.CaseEnd, [...notFiledReasons, ...correctionReasons]],
  ['PermitKind', stored.PermitKind, permitKinds],
  ['PermitAnswer', stored.PermitAnswer, permitAnswers],
  ['StepKind', stored.StepKind, stepKinds],
  ['Verdict', stored.Verdict, verdictSchema.options],
  ['KeepingClass', stored.KeepingClass, keepingClasses],
  ['ModelState', stored.ModelState, modelStates],
  ['DocumentKind', stored.DocumentKind, documentKinds],
  ['DatasetSet', stored.DatasetSet, datasetSets],
  ['DatasetExportState', stored.DatasetExportState, datasetExportStates],
  ['CaseCopyState', stored.CaseCopyState, caseCopyStates],
  ['UnitKind', stored.UnitKind, unitKinds],
  ['LimitedWork', stored.LimitedWork, limitedWorks],
  ['EscalationLevel', stored.EscalationLevel, escalationLevels],
  ['SupervisionAct', stored.SupervisionAct, supervisionActs],
  ['SpeakerKind', stored.SpeakerKind, speakerKinds],
  ['Language', stored.Language, languages],
])('%s in the database equals the domain', (_name, inDatabase, inDomain) => {
  expect(Object.values(inDatabase)).toEqual([...inDomain])
})
