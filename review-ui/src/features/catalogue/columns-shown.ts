import type { LawSubject } from '@sightline/api/law/catalogue'
import { stricterFields, type StricterField } from '@sightline/api/law/stricter-fields'
import type { LawField } from '../../words/catalogue-words.ts'

const inForce = ['documentNumber', 'sourceUrl', 'publishedOn', 'fromDay', 'toDay'] as const

/** The columns that a file may have, as the page names them. */
export const columnsShown: Readonly<
  Record<
    LawSubject,
    { readonly all: readonly (LawField | StricterField)[]; readonly needed: readonly LawField[] }
  >
> = {
  matters: {
    all: [
      'code',
      'name',
      'kinds',
      'violates',
      'penalty',
      'penaltyKinds',
      'personMin',
      'personMax',
      'unitMin',
      'unitMax',
      'tierName',
      'tierCondition',
      'tierMin',
      'tierMax',
      'tierUnit',
      'tierOf',
      'first',
      'lookBackMonths',
      'mode',
      'flags',
      ...stricterFields,
      'unsure',
      ...inForce,
    ],
    needed: ['code', 'name', 'violates', 'penalty', 'penaltyKinds'],
  },
  authorities: {
    all: ['matterCode', 'agency', 'regionCode', 'regionName', 'kind', 'onBehalfOf', ...inForce],
    needed: ['matterCode', 'agency', 'kind'],
  },
  leniency: {
    all: ['list', 'code', 'matterCode', 'condition', 'basis', ...inForce],
    needed: ['list', 'code', 'condition', 'basis'],
  },
}
