import type { Dispatcher } from 'undici'
import type { PreparedRequest } from '../arms/arm.ts'

const DATA = Buffer.from('{"data":{')

/** Sends one request and throws its body away; tells whether it was data without an error, which comes first where there is one. */
export function send(pool: Dispatcher, { path, headers, body }: PreparedRequest): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let isData = false
    let isFirst = true
    pool.dispatch({ path, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }, {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, status) => { isData = status === 200 },
      onResponseData: (_controller, chunk) => {
        if (isFirst && !chunk.subarray(0, DATA.length).equals(DATA)) isData = false
        isFirst = false
      },
      onResponseEnd: () => resolve(isData),
      onResponseError: (_controller, failure) => reject(failure),
    })
  })
}
