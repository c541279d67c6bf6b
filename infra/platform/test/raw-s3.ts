import { Client } from 'minio'

/** An S3 as somebody beside us uses it, with the same key: the insider of the tests. */
export function rawS3(address: string): Client {
  const { hostname, port, username, password } = new URL(address)
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    accessKey: username,
    secretKey: password,
    region: 'us-east-1',
  })
}
