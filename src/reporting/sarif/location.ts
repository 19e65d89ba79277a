import type { ArtifactLocation, Location as SarifLocation, Region as SarifRegion } from 'sarif';
import type { FilePath, Location, Region, RelatedLocation } from '../../core/location.ts';

/** Every URI is relative to the root of the repository, which the reader of the log knows. */
export const sourceRoot = '%SRCROOT%';

export function sarifLocation({ file, region }: Location, repositoryPrefix: string): SarifLocation {
  return {
    physicalLocation: { artifactLocation: artifactLocation(file, repositoryPrefix), region: sarifRegion(region) },
  };
}

export function relatedSarifLocation(related: RelatedLocation, repositoryPrefix: string): SarifLocation {
  return { ...sarifLocation(related, repositoryPrefix), message: { text: related.message } };
}

export function artifactLocation(file: FilePath, repositoryPrefix: string): ArtifactLocation {
  return { uri: relativeUri(repositoryPrefix + file), uriBaseId: sourceRoot };
}

export function sarifRegion({ startLine, startColumn, endLine, endColumn }: Region): SarifRegion {
  return { startLine, startColumn, endLine, endColumn };
}

/** Segments percent-encoded, colons too: in the first segment one would read as the end of a scheme. */
function relativeUri(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
