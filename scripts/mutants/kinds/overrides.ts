/** Files whose classes declare options beyond those of their base. */
export const declaring = /ingestion\/management\/(commands|mixins)\/|base\/orchestrator\.py$/;
export const superCall = /^ *(?:super\(\)\.add_arguments\(|BaseSyncCommand\.add_arguments\(self, )parser\)\n/m;
