import type { Words } from './shape.ts'
import type { zhDocumentCodes, zhDocuments } from './zh-documents.ts'

/** Documents: their names, what they lack, and the codes about them. */
export const enDocuments: Words<typeof zhDocuments> = {
  title: 'Documents',
  hint: 'Numbered PDFs in Chinese, made of what is recorded, with room to sign and to seal; faces and the plates of others are hidden in their pictures. Made again, one gets a new number; the older one stays.',
  withheld: 'Documents are shown and made once you have typed the plate yourself.',
  ready: 'Can be made',
  lacks: 'Lacks: {{fields}}',
  comma: ', ',
  make: 'Make',
  makeAgain: 'Make again',
  made: 'Made: {{number}}',
  makeOriginal: 'Make with originals',
  original: 'Originals in it',
  originalHint:
    'Its pictures are the originals, nothing hidden: it is downloaded by a permission of yours. Ask on the page of the case.',
  makeNamed: 'Make: {{name}}',
  downloadNamed: 'Download {{number}}',
  pages: '{{n}} pages',
  replaced: 'A newer one was made',
  older: '{{n}} older',
  kindName: {
    extraction: 'Record of electronic evidence',
    inspection: 'Record of on-site inspection',
    filing: 'Approval to file a case',
    correction_order: 'Order to correct',
    no_filing: 'Approval not to file',
    transfer: 'Letter of transfer',
    catalogue: 'List of evidence',
  },
  field: {
    place: 'the place',
    certificate: 'a certificate in date of whoever makes it',
    sealed: 'sealed evidence, all of it arrived',
    original: 'an original recording',
    inspection: 'a recorded on-site inspection',
    provision: 'the provision that may be violated',
    order: 'a recorded order to correct',
    order_content: 'what the order asks for',
    proposed: 'a proposed case',
    officers: 'agreement of two certified officers',
    not_filed_reason: 'why no case is filed',
    receiver: 'the agency that receives it',
    transfer_reason: 'why it is transferred',
  },
}

export const enDocumentCodes: Words<typeof zhDocumentCodes> = {
  failure: {
    document_incomplete: 'Something that this document needs is not recorded. Record it first.',
    document_withheld:
      'You have not typed the plate yet. Documents may name it: they are shown and made after your review.',
    document_altered: 'The file of this document is not as it was made, or gone. Tell an administrator now.',
  },
  audit: {
    'document.made': 'document made',
    'document.read': 'document read',
    'document.altered': 'document altered',
  },
}
