/** Who hears of a finding while its grace runs: people on their wall, machines that listen, or nobody until it is confirmed. */
export const openedTolds = ['people', 'machines', 'kept'] as const
export type OpenedTold = (typeof openedTolds)[number]
