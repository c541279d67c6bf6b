const defaultPorts: Record<string, string> = { 'rtsp:': '554', 'rtsps:': '322' }

/** Who is spoken to at a stream's address: `rtsp://10.0.0.1:554`, written in one way. The path is not part of it. */
export function endpointOf(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  return `${protocol}//${hostname.toLowerCase()}:${port || (defaultPorts[protocol] ?? '')}`
}

/** What a source's password is sealed for: this source at this endpoint. It opens for no other. */
export const passwordContext = ({ id, url }: { id: string; url: string }): string =>
  `source/${id}/password/${endpointOf(url)}`

/** What it was sealed for before endpoints counted. Read by the api at its start only, which seals it anew. */
export const formerPasswordContext = (id: string): string => `source/${id}/password`
