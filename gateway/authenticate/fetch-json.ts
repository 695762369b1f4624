/** Fetches a document of an issuer. */
export type FetchJson = (url: string) => Promise<unknown>

const WITHIN_MS = 5_000
const LARGEST = 256 * 1024

/** No redirects, no cookies, no more than a quarter of a megabyte: the address is configured, the machine behind it is somebody else's. */
export const fetchJson: FetchJson = async url => {
  const response = await fetch(url, { redirect: 'error', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(WITHIN_MS) })
  if (!response.ok || response.body === null) throw new Error('The issuer answered without a document.')
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of response.body) {
    text += decoder.decode(part, { stream: true })
    if (text.length > LARGEST) throw new Error('The issuer answered with too much.')
  }
  return JSON.parse(text)
}
