"""Drives LocalEcs through every look-up of ECR that it answers. The images are job:1.0.0, job:1.0.1 and other:2."""
from driving import client, expect, finish, refused

ecr = client("ecr")
GONE = "sha256:" + "0" * 64

repositories = ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 1}).build_full_result()["repositories"]
expect([repository["repositoryName"] for repository in repositories] == ["job", "other"], "two repositories, page by page")
ecr.describe_repositories(registryId="123456789012", repositoryNames=["job"])
refused("RepositoryNotFoundException", ecr.describe_repositories, repositoryNames=["gone"])
refused("InvalidParameterException", ecr.describe_repositories, nextToken="no such token")

images = ecr.get_paginator("describe_images").paginate(repositoryName="job", PaginationConfig={"PageSize": 1}).build_full_result()["imageDetails"]
expect(sorted(tag for image in images for tag in image["imageTags"]) == ["1.0.0", "1.0.1"], "two images, page by page")
first = next(image for image in images if image["imageTags"] == ["1.0.0"])
expect(ecr.describe_images(repositoryName="job", imageIds=[{"imageDigest": first["imageDigest"]}])["imageDetails"] == [first], "by digest")
expect(ecr.describe_images(repositoryName="job", imageIds=[{"imageTag": "1.0.0"}])["imageDetails"] == [first], "by tag")
ecr.describe_images(repositoryName="job", filter={"tagStatus": "TAGGED"})
refused("ImageNotFoundException", ecr.describe_images, repositoryName="job", imageIds=[{"imageTag": "9"}])
refused("RepositoryNotFoundException", ecr.describe_images, repositoryName="gone")
refused("InvalidParameterException", ecr.describe_images, repositoryName="job", imageIds=[{"imageTag": "1.0.0"}], maxResults=1)

ids = ecr.get_paginator("list_images").paginate(repositoryName="job", filter={"tagStatus": "ANY"}, PaginationConfig={"PageSize": 1}).build_full_result()["imageIds"]
expect(sorted(image["imageTag"] for image in ids) == ["1.0.0", "1.0.1"], "two tags, page by page")
refused("RepositoryNotFoundException", ecr.list_images, repositoryName="gone")
refused("InvalidParameterException", ecr.list_images, repositoryName="job", registryId="1")

batch = ecr.batch_get_image(
    repositoryName="job", acceptedMediaTypes=["application/vnd.oci.image.manifest.v1+json"],
    imageIds=[{"imageTag": "1.0.0"}, {"imageTag": "9"}, {"imageDigest": GONE}, {"imageTag": "1.0.1", "imageDigest": first["imageDigest"]}, {}])
expect([image["imageId"]["imageTag"] for image in batch["images"]] == ["1.0.0"], "one is there")
expect([failure["failureCode"] for failure in batch["failures"]] == ["ImageNotFound", "ImageNotFound", "ImageTagDoesNotMatchDigest", "MissingDigestAndTag"], "the others say why not")
refused("RepositoryNotFoundException", ecr.batch_get_image, repositoryName="gone", imageIds=[{"imageTag": "1"}])

expect(len(ecr.get_authorization_token(registryIds=["123456789012"])["authorizationData"]) == 1, "a login for another registry")
ecr.get_authorization_token()

finish()
