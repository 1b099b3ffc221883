{{- define "rbo.name" -}}
{{- printf "%s" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "rbo.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- /* What finds the pods of one part. Needs: root, part. */ -}}
{{- define "rbo.selector" -}}
app.kubernetes.io/name: rbo
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "rbo.labels" -}}
{{ include "rbo.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "rbo.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "rbo.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* One container's settings. Needs: root, secrets (keys of the Secret that it may read). */ -}}
{{- define "rbo.env" -}}
{{- $v := .root.Values -}}
- {name: RBO_ENV, value: prod}
- {name: PUBLIC_URL, value: {{ $v.settings.publicUrl | quote }}}
- {name: REDIS_URL, value: {{ $v.settings.redisUrl | quote }}}
- {name: STORAGE_URL, value: {{ $v.settings.storageUrl | quote }}}
- {name: S3_ENDPOINT_URL, value: {{ $v.settings.s3EndpointUrl | quote }}}
- {name: AWS_ACCESS_KEY_ID, value: {{ $v.settings.awsAccessKeyId | quote }}}
- {name: AWS_REGION, value: {{ $v.settings.awsRegion | quote }}}
{{- with $v.traces.endpoint }}
- {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }}}
{{- end }}
- {name: LOG_LEVEL, value: {{ $v.settings.logLevel | quote }}}
- {name: SMTP_HOST, value: {{ $v.smtp.host | quote }}}
- {name: SMTP_PORT, value: {{ $v.smtp.port | quote }}}
- {name: SMTP_TLS, value: {{ $v.smtp.tls | quote }}}
- {name: SMTP_USER, value: {{ $v.smtp.user | quote }}}
- {name: SMTP_FROM, value: {{ $v.smtp.from | quote }}}
{{- range .secrets }}
- {name: {{ upper . }}_FILE, value: /run/secrets/rbo/{{ . }}}
{{- end }}
{{- end }}

{{- define "rbo.mounts" -}}
- {name: secrets, mountPath: /run/secrets/rbo, readOnly: true}
- {name: files, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "rbo.volumes" -}}
- name: secrets
  secret:
    secretName: {{ .root.Values.existingSecret }}
    items:
    {{- range .secrets }}
      - {key: {{ . }}, path: {{ . }}}
    {{- end }}
- name: files
  {{- if .root.Values.files.existingClaim }}
  persistentVolumeClaim:
    claimName: {{ .root.Values.files.existingClaim }}
  {{- else }}
  emptyDir: {}
  {{- end }}
- name: tmp
  emptyDir: {}
{{- end }}

{{- define "rbo.secrets" -}}
secret_key rbo_data_keys database_url database_url_system database_url_identity smtp_pass aws_secret_access_key
{{- end }}

{{- define "rbo.spread" -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "rbo.selector" . | nindent 6 }}
{{- end }}
