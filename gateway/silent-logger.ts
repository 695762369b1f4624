const nothing = (): void => {}

/** For libraries whose log lines would hold query text; what is worth knowing is reported by our own stages. */
export const silentLogger = { debug: nothing, info: nothing, warn: nothing, error: nothing }
