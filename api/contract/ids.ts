import { z } from 'zod'

/** An opaque identifier: 1..120 URL-safe characters. */
const id = z.string().regex(/^[A-Za-z0-9._~-]{1,120}$/, 'expected 1..120 characters of A-Z a-z 0-9 . _ ~ -')

export const sourceIdSchema = id.brand('SourceId')
export const zoneIdSchema = id.brand('ZoneId')
export const ruleIdSchema = id.brand('RuleId')
export const findingIdSchema = id.brand('FindingId')
export const alertIdSchema = id.brand('AlertId')
export const exhibitIdSchema = id.brand('ExhibitId')
export const caseIdSchema = id.brand('CaseId')
export const personIdSchema = id.brand('PersonId')
export const requestIdSchema = id.brand('RequestId')
export const modelIdSchema = id.brand('ModelId')
export const permitIdSchema = id.brand('PermitId')
export const evidenceModeIdSchema = id.brand('EvidenceModeId')
export const lawBatchIdSchema = id.brand('LawBatchId')
export const lawEntryIdSchema = id.brand('LawEntryId')
export const stepIdSchema = id.brand('StepId')
export const siteFileIdSchema = id.brand('SiteFileId')
export const originalPermissionIdSchema = id.brand('OriginalPermissionId')
export const caseCopyIdSchema = id.brand('CaseCopyId')
export const documentIdSchema = id.brand('DocumentId')
export const datasetApprovalIdSchema = id.brand('DatasetApprovalId')
export const datasetExportIdSchema = id.brand('DatasetExportId')
export const shadowRunIdSchema = id.brand('ShadowRunId')
export const supervisionIdSchema = id.brand('SupervisionId')
export const utteranceIdSchema = id.brand('UtteranceId')
export const phraseIdSchema = id.brand('PhraseId')
export const unitIdSchema = id.brand('UnitId')

export type SourceId = z.infer<typeof sourceIdSchema>
export type ZoneId = z.infer<typeof zoneIdSchema>
export type RuleId = z.infer<typeof ruleIdSchema>
export type FindingId = z.infer<typeof findingIdSchema>
export type AlertId = z.infer<typeof alertIdSchema>
export type ExhibitId = z.infer<typeof exhibitIdSchema>
export type CaseId = z.infer<typeof caseIdSchema>
export type PersonId = z.infer<typeof personIdSchema>
export type ShadowRunId = z.infer<typeof shadowRunIdSchema>
export type UnitId = z.infer<typeof unitIdSchema>
export type ModelId = z.infer<typeof modelIdSchema>
