// Tells what kind of machine-bound path a text begins with, if any.

/** Why a path works on one machine only. */
export type PathKind =
  /** Somebody's own folder: /home/ana/…, C:\Users\ana\…. */
  | "personal"
  /** Any other absolute path: POSIX, drive letter, UNC, file://. */
  | "absolute"
  /** /tmp and its like: exists on every POSIX machine, lasts on none. */
  | "temporary"
  /** A hosted platform's mount: /kaggle, /content, /dbfs…. */
  | "platform"
  /** ~/… */
  | "home";

export interface PathShape {
  readonly kind: PathKind;
  /** The part that ties it to the machine, e.g. "/home/ana", "/kaggle". */
  readonly prefix: string;
  /** True where the prefix alone leaves no doubt that it is a file path; else a file API must take it. */
  readonly unmistakable: boolean;
}

/**
 * Platforms by path prefix. Sources: the platforms' documentation (Colab, Kaggle, Databricks, SageMaker, Vertex AI Workbench,
 * the Jupyter Docker Stacks, Microsoft Fabric, Azure ML, Snowflake, IBM Watson Studio).
 */
const platforms: readonly { readonly prefix: string; readonly name: string; readonly unmistakable: boolean }[] = [
  { prefix: "/kaggle", name: "Kaggle", unmistakable: true },
  { prefix: "/content/drive", name: "Google Colab", unmistakable: true },
  { prefix: "/content/gdrive", name: "Google Colab", unmistakable: true },
  { prefix: "/content/sample_data", name: "Google Colab", unmistakable: true },
  { prefix: "/content", name: "Google Colab", unmistakable: false },
  { prefix: "/gdrive", name: "Google Colab", unmistakable: false },
  { prefix: "/dbfs", name: "Databricks", unmistakable: true },
  { prefix: "dbfs:/", name: "Databricks", unmistakable: true },
  { prefix: "/databricks", name: "Databricks", unmistakable: true },
  { prefix: "/databricks-datasets", name: "Databricks", unmistakable: true },
  { prefix: "/FileStore", name: "Databricks", unmistakable: false },
  { prefix: "/Workspace", name: "Databricks", unmistakable: false },
  { prefix: "/Volumes", name: "Databricks", unmistakable: false },
  { prefix: "/mnt", name: "a mounted volume", unmistakable: true },
  { prefix: "/lakehouse", name: "Microsoft Fabric", unmistakable: true },
  { prefix: "/snowflake/session", name: "Snowpark Container Services", unmistakable: true },
  { prefix: "/codeload", name: "QuantRocket", unmistakable: false },
  { prefix: "/vault/secrets", name: "a cluster with Vault's agent", unmistakable: true },
  // What a notebook only names there lies in the container of a job that it starts.
  { prefix: "/opt/ml", name: "Amazon SageMaker", unmistakable: false },
  { prefix: "/home/ec2-user/SageMaker", name: "Amazon SageMaker", unmistakable: true },
  { prefix: "/home/sagemaker-user", name: "Amazon SageMaker", unmistakable: true },
  { prefix: "/home/jovyan", name: "the Jupyter Docker Stacks", unmistakable: true },
  { prefix: "/home/jupyter", name: "Vertex AI Workbench", unmistakable: true },
  { prefix: "/home/azureuser", name: "Azure Machine Learning", unmistakable: true },
  { prefix: "/home/hadoop", name: "Amazon EMR", unmistakable: true },
  { prefix: "/home/ec2-user", name: "an Amazon EC2 machine", unmistakable: true },
  { prefix: "/home/ubuntu", name: "an Ubuntu cloud machine", unmistakable: true },
  { prefix: "/home/wsuser", name: "IBM Watson Studio", unmistakable: true },
  { prefix: "/home/spark/shared", name: "IBM's Spark environments", unmistakable: true },
  { prefix: "/home/vscode", name: "a VS Code dev container", unmistakable: true },
  { prefix: "/home/studio-lab-user", name: "SageMaker Studio Lab", unmistakable: true },
];

/** Folders among those of persons that all of a machine share: `/Users/Shared`, `C:\\Users\\Public`, `/home/models`. */
const ofNobody = /^(?:shared?|public|models|data|datasets|software|workspace|storage)$/i;

const systemFolders = /^\/(?:dev|proc|sys|etc|usr|bin|sbin|lib|lib64|run|boot|var\/(?:lib|log|run|cache|spool|www))(?:\/|$)/;

/** True of what the system itself provides; never data. */
export const isSystemFolder = (path: string): boolean => systemFolders.test(path);

/** The platform a path belongs to, for messages. */
export const platformName = (prefix: string): string => platforms.find((platform) => platform.prefix === prefix)?.name ?? "one platform";

/** How all shapes below begin; hardly any text does. */
const mayBeginPath = /^(?:[/\\~$]|[a-z]:[/\\]|file:|dbfs:)/i;

/**
 * The shape of a text that begins a path.
 * @param text the constant beginning of a string
 * @returns null for relative paths, URLs, system folders and everything that is no path
 */
export function classifyPath(text: string): PathShape | null {
  if (!mayBeginPath.test(text) || /[\n\r\0<>|"]/.test(text) || text.length > 1000) return null;
  const platform = platforms.find(
    ({ prefix }) => text.startsWith(prefix) && (text.length === prefix.length || prefix.endsWith("/") || text[prefix.length] === "/"),
  );
  if (platform) return { kind: "platform", prefix: platform.prefix, unmistakable: platform.unmistakable };
  return posixShape(text) ?? windowsShape(text) ?? otherShape(text);
}

function posixShape(text: string): PathShape | null {
  if (!text.startsWith("/") || text.startsWith("//")) return null;
  const personal = /^\/(?:home|Users)\/([^/\s{}$<>:]+)\/[^\s]/.exec(text);
  if (personal)
    return {
      kind: ofNobody.test(personal[1]) ? "absolute" : "personal",
      prefix: personal[0].slice(0, personal[0].lastIndexOf("/")),
      unmistakable: true,
    };
  const root = /^\/root\/[^\s/]/.exec(text);
  if (root && isToolsOwn(text.slice(root[0].length - 1))) return null;
  if (root) return { kind: "absolute", prefix: "/root", unmistakable: false };
  if (isSystemFolder(text)) return null;
  const temporary = /^\/(?:var\/)?tmp(?:\/|$)/.exec(text);
  if (temporary) return { kind: "temporary", prefix: "/tmp", unmistakable: false };
  const first = /^\/([\w.@+~-][^/]*)(?:\/|$)/.exec(text);
  return first ? { kind: "absolute", prefix: `/${first[1]}`, unmistakable: false } : null;
}

function windowsShape(text: string): PathShape | null {
  const personal =
    /^[A-Za-z]:[\\/]+Users[\\/]+([^\\/\s]+)[\\/]/i.exec(text) ?? /^[A-Za-z]:[\\/]+Documents and Settings[\\/]+([^\\/]+)[\\/]/i.exec(text);
  if (personal) return { kind: ofNobody.test(personal[1]) ? "absolute" : "personal", prefix: personal[0].slice(0, -1), unmistakable: true };
  const drive = /^[A-Za-z]:[\\/]+[\w.$~ -]+/.exec(text);
  if (drive && !/^[A-Za-z]:\/\//.test(text))
    return {
      kind: "absolute",
      prefix: text.slice(0, 2),
      unmistakable: (/^[A-Za-z]:\\/.test(text) && /\\[^\\]+\\/.test(text)) || /^[A-Z]:\/[\w.$~ -]+\/[\w.$~-]/.test(text),
    };
  const unc = /^\\\\[\w.-]+\\[\w.$ -]+/.exec(text);
  return unc ? { kind: "absolute", prefix: unc[0], unmistakable: true } : null;
}

function otherShape(text: string): PathShape | null {
  // `file://model/` names no machine's folder: SageMaker's local mode takes it for one below the working folder.
  if (/^file:\/\/(?:localhost)?(?:\/[\w.~%-]|[a-z]:)/i.test(text)) return { kind: "absolute", prefix: "file://", unmistakable: true };
  const home = /^(?:~[\w-]*|\$HOME|\$\{HOME\})[\\/]/.exec(text);
  return home && !isToolsOwn(text.slice(home[0].length)) ? { kind: "home", prefix: "~", unmistakable: false } : null;
}

/**
 * True of the settings below a home folder that a tool looks for there and nowhere else: `.kaggle/kaggle.json`, `.aws/credentials`.
 * Source: the documentation of each tool.
 */
const isToolsOwn = (path: string): boolean =>
  /^\.(?:kaggle|aws|azure|boto|ssh|netrc|_netrc|databrickscfg|dbt|kube|docker|gitconfig|pypirc|condarc|jupyter|ipython|cdsapirc|snowsql|bashrc|bash_profile|profile|zshrc|config\/(?:gcloud|pip|matplotlib|wandb|rclone))(?:[\\/]|$)/.test(
    path,
  );
