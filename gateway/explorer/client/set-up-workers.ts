/** Addresses of the editor's workers; written in by the build. */
declare const EXPLORER_WORKERS: Readonly<Record<string, string>> & { readonly editor: string }

/** Tells the editor where its workers are. They are files of the same origin, so the policy of the page lets them run. */
export const setUpWorkers = (): void => {
  Object.assign(globalThis, {
    MonacoEnvironment: { getWorker: (_id: string, label: string) => new Worker(EXPLORER_WORKERS[label] ?? EXPLORER_WORKERS.editor) },
  })
}
