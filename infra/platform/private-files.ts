/** Whatever this process and its children write from here on is its owner's alone: folders 0700, files 0600. Before anything is written. */
export function keepFilesPrivate(process: { umask(mask: number): unknown }): void {
  process.umask(0o077)
}
