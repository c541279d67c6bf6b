import type { Source } from '../manifest.ts'

/** A file of a public repository at one commit, from GitHub itself and from jsDelivr: each is closed in some countries. */
export const fromGitHub = (repository: string, commit: string, path: string): Source[] => [
  { kind: 'url', url: `https://raw.githubusercontent.com/${repository}/${commit}/${path}` },
  { kind: 'url', url: `https://cdn.jsdelivr.net/gh/${repository}@${commit}/${path}` },
]
