/** What a program of another's may know of this process: where programs, typefaces, libraries and its scratch files are. */
const KNOWN = ['PATH', 'FONTCONFIG_FILE', 'LD_LIBRARY_PATH', 'TMPDIR', 'LANG', 'TZ'] as const

/** The environment of every child that is not our own program: it reads hostile bytes, and no secret stands there. */
export function childEnv(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(KNOWN.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

/** That of this process, as it is now. */
export const ownChildEnv = (): Record<string, string> => childEnv(process.env)
