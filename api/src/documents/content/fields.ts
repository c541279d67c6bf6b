import type { DocumentField } from '../../../law/documents.ts'
import { itemsOf, type Material } from '../material.ts'
import { provisionOf, tidy } from './text.ts'

const isGiven = (text: string | undefined): boolean => text !== undefined && tidy(text) !== ''

/** Two people, each with the number of a certificate. */
function areTwoOfficers({ reviews }: Material): boolean {
  const agreed = reviews.filter(
    ({ verdict, officer }) => verdict === 'confirm' && officer.certificate !== null,
  )
  return new Set(agreed.map(({ officer }) => officer.certificate)).size >= 2
}

/** Which of the fields that documents need are recorded. */
export function fieldsOf(material: Material): Readonly<Record<DocumentField, boolean>> {
  const { inspections, order, notFiled, transfer } = material
  return {
    place: isGiven(material.place),
    certificate: material.isMakerCertified && material.maker.certificate !== null,
    sealed: itemsOf(material).length > 0 && !material.isAwaited,
    original: itemsOf(material).some(({ role }) => role === 'segment'),
    inspection: inspections.some(({ text }) => isGiven(text)),
    provision: provisionOf(material) !== null,
    order: order !== null,
    order_content: isGiven(order?.text),
    proposed: material.proposed !== null,
    officers: areTwoOfficers(material),
    not_filed_reason: isGiven(notFiled?.reason),
    receiver: isGiven(transfer?.receiver),
    transfer_reason: isGiven(transfer?.reason),
  }
}
