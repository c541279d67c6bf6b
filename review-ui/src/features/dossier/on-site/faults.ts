import { siteFileFaults, type SiteFileFault } from '@sightline/api/contract/site-files'

/** Whether a refusal's reason is one that has words. */
export const isFault = (reason: unknown): reason is SiteFileFault =>
  siteFileFaults.some((one) => one === reason)
