/** Cases that are not told yet, each with the reason. Take a line out once its case is told: its test fails until then. */
export const NOT_YET: Readonly<Record<string, string>> = {}
