// Whether an address names one version of its data for good.

export interface AddressJudgement {
  /** What addresses of one cause share: the repository and branch, or the address itself. */
  readonly source: string;
  /** Why the data behind it may change, as the end of "is read from …". */
  readonly reason: string;
  /** True of a branch of a repository: that it changes is certain. */
  readonly isBranch: boolean;
}

/** Commits, tags, dates and version numbers. */
const commit = /^[0-9a-f]{7,64}$/i;
const version = /^v?\d+(?:[._]\d+)*(?:-?(?:rc|beta|alpha)\d*)?$/i;
const dated = /(?:^|[^\d])(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])(?:[-_]?(?:0[1-9]|[12]\d|3[01]))?(?:[^\d]|$)/;
const numbered = /(?:^|[/_=-])v?\d+\.\d+(?:\.\d+)?(?=[/_-]|$)|\/v\d+\/|[?&](?:version(?:id)?|rev(?:ision)?|sha|generation)=/i;
const digest = /(?:^|[/_.=-])(?=[0-9a-f]*\d)[0-9a-f]{16,}(?=[/_.-]|$)/i;
/** Archives whose files never change once they are published. Sources: the archives' own policies. */
const archives =
  /^https?:\/\/(?:doi\.org|(?:www\.)?zenodo\.org\/(?:api\/)?records?\/|(?:ndownloader\.)?figshare\.com\/(?:files|ndownloader)\/|web\.archive\.org\/|osf\.io\/download|dataverse\.|storage\.googleapis\.com\/(?:tensorflow|download\.tensorflow\.org)\/|(?:www\.)?openml\.org\/data\/)/i;

/** What somebody has still to fill in: `…_????-??.parquet`, `<bucket>`, `your-bucket`. */
const gap = /\?\?|<[^<>]+>|\byour[-_]?(?:s3|storage|bucket|container|account|project|org|company|user|host|server|domain|path|data|file)/i;

/** null where the address fixes its version, is on this machine, is still to be filled in, or is none. */
export function judgeAddress(address: string): AddressJudgement | null {
  if (gap.test(address)) return null;
  if (/^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\])/i.test(address)) return null;
  const repository = refOf(address);
  if (repository)
    return isFixedRef(repository.ref)
      ? null
      : {
          source: `${repository.name}@${repository.ref}`,
          reason: `the branch ${repository.ref} of ${repository.name}, which changes with every push`,
          isBranch: true,
        };
  if (/^(?:https?|ftp):\/\//i.test(address)) {
    return archives.test(address) || isVersioned(address)
      ? null
      : { source: address, reason: "an address with no version in it", isBranch: false };
  }
  const hub = /^hf:\/\/(?:datasets\/|spaces\/)?([^/]+\/[^/@]+)(?:@([^/]+))?\//i.exec(address);
  if (hub)
    return hub[2] && isFixedRef(hub[2])
      ? null
      : { source: `${hub[1]}@${hub[2] ?? ""}`, reason: `${hub[1]} on the Hugging Face Hub with no revision in its path`, isBranch: true };
  const bucket = /^(s3[an]?|gs|gcs|abfss?|wasbs?|az|adl):\/\/([^/]+)/i.exec(address);
  if (bucket)
    return isVersioned(address)
      ? null
      : { source: address, reason: `the bucket ${bucket[2]} with no version in its path`, isBranch: false };
  return null;
}

const isVersioned = (address: string): boolean => dated.test(address) || numbered.test(address) || digest.test(address);
const isFixedRef = (ref: string): boolean => commit.test(ref) || version.test(ref) || dated.test(ref) || /\d\.\d/.test(ref);

/** The repository and the branch, tag or commit that a raw file's address names. */
function refOf(address: string): { readonly name: string; readonly ref: string } | null {
  const patterns = [
    /^https?:\/\/raw\.githubusercontent\.com\/([^/]+\/[^/]+)\/(?:refs\/(?:heads|tags)\/)?((?:releases?\/)?[^/]+)\//i,
    /^https?:\/\/(?:www\.)?github\.com\/([^/]+\/[^/]+)\/(?:raw|blob)\/(?:refs\/(?:heads|tags)\/)?((?:releases?\/)?[^/]+)\//i,
    /^https?:\/\/cdn\.jsdelivr\.net\/gh\/([^/]+\/[^/@]+)@([^/]+)\//i,
    /^https?:\/\/gitlab\.com\/([^/]+\/[^/]+)\/-\/raw\/([^/]+)\//i,
    /^https?:\/\/huggingface\.co\/((?:datasets\/)?[^/]+\/[^/]+)\/(?:resolve|raw|blob)\/([^/]+)\//i,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(address);
    if (match) return { name: match[1], ref: match[2] };
  }
  return null;
}
